using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Platform.Tests.Architecture;
using Tenancy.Hosting;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Platform.Tests.Deployment;

public sealed partial class KubernetesTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "k8s");

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories);

    [Fact]
    public void EveryManifest_NamesWhatItIs()
    {
        foreach (var (file, manifest) in Files.SelectMany(f => Documents(f).Select(d => (f, d))))
            Assert.True(manifest.Children.ContainsKey("kind") && manifest.Children.ContainsKey("apiVersion"), file);
    }

    [Fact]
    public void EveryFileThatAKustomizationNames_Exists()
    {
        foreach (var kustomization in Files.Where(f => Path.GetFileName(f) == "kustomization.yaml"))
        {
            var root = Assert.Single(Documents(kustomization));
            var named = Strings(root, "resources").Concat(Items(root, "patches").Select(p => Text(p, "path")).OfType<string>());
            Assert.All(named, name => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(kustomization)!, name)), $"{kustomization}: {name}"));
        }
    }

    [Fact]
    public void Settings_AreOnesTheProgramReads()
    {
        var settings = Documents(Path.Combine(Folder, "base", "settings.yaml")).First(d => Text(d, "kind") == "ConfigMap");
        var data = ((YamlMappingNode)settings["data"]).ToDictionary(p => p.Key.ToString().Replace("__", ":", StringComparison.Ordinal), p => (string?)p.Value.ToString());
        var read = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(data).Build());

        Assert.Equal(data["ConnectionStrings:Platform"], read.Platform);
        Assert.Equal(data["Platform:Data"], read.DataFolder);
        Assert.Equal([data["Platform:DataDatabases"]!], read.DataDatabases);
        Assert.False(read.EmbeddedSilo);
        Assert.Empty(data.Keys.Except(["ConnectionStrings:Platform", "Platform:Data", "Platform:DataDatabases", "Platform:Silo", "ASPNETCORE_URLS"]));
    }

    [Fact]
    public void Deployments_ReplaceAllNodes_AsLongAsTheChangelogSaysThatTheUpgradeIsNotRolling()
    {
        var unreleased = File.ReadAllText(Path.Combine(SourceTree.Root, "CHANGELOG.md")).Split("\n## ")[1];
        var recreates = unreleased.Contains("not rolling", StringComparison.Ordinal);
        var strategies = Files.SelectMany(Documents).Where(d => Text(d, "kind") == "Deployment").Select(d => (YamlMappingNode)d["spec"])
            .Where(spec => spec.Children.ContainsKey("template") && spec.Children.ContainsKey("selector"))
            .Select(spec => spec.Children.TryGetValue("strategy", out var strategy) ? Text((YamlMappingNode)strategy, "type") : null).ToArray();
        Assert.Equal(2, strategies.Length);
        Assert.All(strategies, type => Assert.Equal(recreates, type == "Recreate"));
    }

    [Fact]
    public void NoOverlay_NamesARollingUpdate_AsLongAsTheBaseReplacesAllNodes()
    {
        var strategies = Directory.EnumerateFiles(Path.Combine(Folder, "base"), "*.yaml").SelectMany(Documents)
            .Where(d => Text(d, "kind") == "Deployment").Select(d => Text(d["spec"]["strategy"], "type"));
        Assert.Equal(["Recreate", "Recreate"], strategies);
        Assert.Empty(RollingIn(Directory.EnumerateFiles(Path.Combine(Folder, "overlays"), "*.yaml", SearchOption.AllDirectories)));
    }

    [Theory]
    [InlineData("spec:\n  strategy:\n    rollingUpdate:\n      maxSurge: 1\n")]
    [InlineData("spec:\n  strategy:\n    rollingUpdate: null\n    type: RollingUpdate\n")]
    [InlineData("patches:\n  - patch: |-\n      - op: add\n        path: /spec/strategy/rollingUpdate\n        value: {maxSurge: 1}\n")]
    public void RollingUpdateOfAnOverlay_IsSeen_HoweverItIsNamed(string overlay)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, overlay);
        Assert.Equal([file], RollingIn([file]));
        File.Delete(file);
    }

    [Fact]
    public void Secrets_AreNamedAndNotHeld()
    {
        var text = string.Concat(Files.Select(File.ReadAllText));
        Assert.DoesNotContain("kind: Secret", text, StringComparison.Ordinal);
        var explained = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.All(SecretName().Matches(text), m => Assert.Contains($"`{m.Groups[1].Value + m.Groups[2].Value}`", explained, StringComparison.Ordinal));
    }

    [Fact]
    public void Probes_AskWhatNodesAnswer()
    {
        var paths = Files.SelectMany(File.ReadAllLines).Where(l => l.TrimStart().StartsWith("path: /health", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct();
        Assert.Equal(["path: /health/live", "path: /health/ready"], paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void UploadsThatWait_StandOnAVolumeThatOutlivesAPod()
    {
        var web = Documents(Path.Combine(Folder, "base", "web.yaml")).ToList();
        var data = ((YamlMappingNode)Documents(Path.Combine(Folder, "base", "settings.yaml")).First(d => Text(d, "kind") == "ConfigMap")["data"]).Children["Platform__Data"].ToString();
        var pod = (YamlMappingNode)web.Single(d => Text(d, "kind") == "Deployment")["spec"]["template"]["spec"];
        var mount = Items((YamlMappingNode)Items(pod, "containers").Single(), "volumeMounts").Single(m => Text(m, "mountPath") == $"{data}/imports");
        var volume = (YamlMappingNode)Items(pod, "volumes").Single(v => Text(v, "name") == Text(mount, "name"));
        var claim = Text(volume["persistentVolumeClaim"], "claimName");
        Assert.Contains(web, d => Text(d, "kind") == "PersistentVolumeClaim" && Text(d["metadata"], "name") == claim);
    }

    // A patch may stand as text in a kustomization, so the text is what is looked at, comments left out.
    private static IEnumerable<string> RollingIn(IEnumerable<string> files) =>
        files.Where(file => File.ReadLines(file).Any(line => line.Split('#')[0].Contains("rollingUpdate", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<YamlMappingNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return stream.Documents.Select(d => (YamlMappingNode)d.RootNode);
    }

    private static IEnumerable<YamlNode> Items(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var found) ? ((YamlSequenceNode)found).Children : [];

    private static IEnumerable<string> Strings(YamlMappingNode node, string key) => Items(node, key).Select(i => i.ToString());

    private static string? Text(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out var found) ? found.ToString() : null;

    [GeneratedRegex(@"secret(?:Ref|KeyRef):\s+name: ([\w-]+)|secretName: ([\w-]+)")]
    private static partial Regex SecretName();
}
